import { startCharts } from "./charts.js";
import { startContents } from "./contents.js";
import { startCopying } from "./copying.js";
import { startNavigation } from "./navigation.js";
import { startScrolling } from "./scrolling.js";
import { startSearch } from "./search.js";
import { startTheme } from "./theme.js";

startTheme();
startNavigation();
startContents();
startCopying();
startScrolling();
startSearch();
startCharts();
