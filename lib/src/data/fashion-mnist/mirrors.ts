/** Public folders that hold the four files; each is only as good as the checksum of what it sends. */
const publicMirrors = [
  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
  "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
];

/**
 * Where Fashion-MNIST can be had, in the order of trying: the addresses of folders in the environment variable
 * `LINEAR_NETWORKS_MIRRORS`, separated by spaces, else the public ones. An empty variable means none.
 */
export const mirrors = (): readonly string[] =>
  process.env["LINEAR_NETWORKS_MIRRORS"]?.split(/\s+/).filter(Boolean) ?? publicMirrors;

/** The address of a file in a folder. */
export const addressOf = (folder: string, name: string) => `${folder.replace(/\/*$/, "/")}${name}`;
