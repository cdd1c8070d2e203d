// What one kernel does, from its first cell to its last.
import "./editing";
import "./execution";
import "./errors";
import "./late-failures";
import "./interrupts";
import "./streams";
import "./changed-on-disk";
import "./language";
import "./names";
import "./exit";
