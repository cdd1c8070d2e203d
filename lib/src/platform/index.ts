/**
 * What the library asks of the machine that it runs on: the interfaces are in `platform.ts`, what stands behind them
 * on Node in `node/`. Another platform has a folder of its own beside it, and takes its place here.
 */
export {
  base64,
  compression,
  drawing,
  files,
  hash,
  images,
  interrupts,
  machine,
  output,
  storage,
} from "./node";
export type * from "./platform";
