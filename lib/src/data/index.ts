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
export { ClassFolderError, type ClassFolderProblem } from "./class-folders/list-images";
export { csvColumns, csvSamples } from "./csv";
export { memoryDataset, type Dataset, type MemoryDataset, type Sample, type Samples } from "./dataset";
export { DatasetFileError, type DatasetFileProblem } from "./dataset-file-format";
export { download } from "./download/download";
export {
  DownloadError,
  type DownloadProblem,
  type Downloaded,
  type DownloadEvent,
  type DownloadOptions,
} from "./download/download-options";
export { fashionMnist, fashionMnistClasses, type FashionMnistOptions } from "./fashion-mnist/fashion-mnist";
export { openDatasetFile, type FileDataset, type FileUsage } from "./file-dataset";
export { gunzip, GzipError, type GunzipOptions, type GzipProblem } from "./gunzip";
export { houses, parseHouseSales, type HouseSale } from "./houses";
export {
  IdxError,
  readIdx,
  writeIdx,
  type IdxProblem,
  type IdxArray,
  type IdxNumbers,
  type ReadIdxOptions,
} from "./idx";
export { idxImages } from "./idx-images";
export { imageDataset, type ImageDataset, type LabeledImages } from "./image-dataset";
export { prefetch, type PrefetchOptions } from "./prefetch";
export { resizeImages, type ResizeOptions } from "./resize-images";
export { standardize, type Standardized } from "./standardize";
export { subset } from "./subset";
export {
  syntheticRegression,
  syntheticSamples,
  type SyntheticRegressionOptions,
} from "./synthetic-regression";
export { dataFolder as folder, DataFileError, type DataFileProblem } from "./verified-file";
export { writeDatasetFile, type WrittenDataset } from "./write-dataset-file";
