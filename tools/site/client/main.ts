import { startCharts } from "./charts.ts";
import { startContents } from "./contents.ts";
import { startCopying } from "./copying.ts";
import { startFolding } from "./folding.ts";
import { startNavigation } from "./navigation.ts";
import { startScrolling } from "./scrolling.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";

startTheme();
startNavigation();
startContents();
startCopying();
startScrolling();
startFolding();
startSearch();
startCharts();
