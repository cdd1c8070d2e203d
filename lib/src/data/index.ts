export { DataFileError, type DataProblem } from "../base/errors";
export {
  batchOrder,
  shuffleInBlocks,
  type BatchOptions,
  type LastBatch,
  type BlockShuffleOptions,
} from "./batch-order";
export { batches, type Batch, type BatchesOptions } from "./batches";
export { classFolders, type ClassFolders, type ClassFoldersOptions } from "./class-folders/class-folders";
export { imageFiles, type ImageFiles, type ImageFilesOptions } from "./class-folders/image-files";
export { csvColumns, csvSamples } from "./csv";
export { memoryDataset, type Dataset, type MemoryDataset, type Sample, type Samples } from "./dataset";
export { download } from "./download/download";
export type { Downloaded, DownloadEvent, DownloadOptions, FailedAttempt } from "./download/download-options";
export { fashionMnist, fashionMnistClasses, type FashionMnistOptions } from "./fashion-mnist/fashion-mnist";
export { openDatasetFile, type FileDataset, type FileUsage } from "./file-dataset";
export { gunzip, type GunzipOptions } from "./gunzip";
export { houses, parseHouseSales, type HouseSale } from "./houses";
export { readIdx, writeIdx, type IdxArray, type IdxNumbers, type ReadIdxOptions } from "./idx";
export { idxImages } from "./idx-images";
export { imageDataset, subset, type ImageDataset, type LabeledImages } from "./image-dataset";
export { prefetch, type PrefetchOptions } from "./prefetch";
export { resizeImages, type ResizeOptions } from "./resize-images";
export { standardize, type Standardized } from "./standardize";
export {
  syntheticRegression,
  syntheticSamples,
  type SyntheticRegressionOptions,
} from "./synthetic-regression";
export { dataFolder as folder } from "./verified-file";
export { writeDatasetFile, type WrittenDataset } from "./write-dataset-file";
