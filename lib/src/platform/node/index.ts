export { base64, compression, hash } from "./bytes";
export { drawing } from "./drawing";
export { files } from "./files";
export { images } from "./images";
export { interrupts, machine } from "./machine";
export { output } from "./output";
export { storage } from "./storage";
