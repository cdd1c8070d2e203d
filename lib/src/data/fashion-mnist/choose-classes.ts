import { assertWhole } from "../../base/assertions";
import { imageDataset, type ImageDataset } from "../image-dataset";
import { subset } from "../subset";

/**
 * The images of some classes, relabelled 0, 1, … in the order of the names, and of these the first so many.
 *
 * @throws RangeError if a class is unknown or appears twice, or there are fewer images than the limit
 */
export function chooseClasses(
  all: ImageDataset,
  { classes = all.classes, limit }: { classes?: readonly string[] | undefined; limit?: number | undefined },
): ImageDataset {
  const unknown = classes.filter((name, i) => !all.classes.includes(name) || classes.indexOf(name) !== i);
  if (unknown.length > 0 || classes.length === 0) {
    throw new RangeError(
      `fashionMnist: classes must be different ones of ${all.classes.join(", ")}, at least one, got ` +
        `[${classes.join(", ")}].`,
    );
  }
  if (limit === undefined && classes === all.classes) return all;
  const relabelled = all.classes.map((name) => classes.indexOf(name));
  const indices = all.y.reduce<number[]>((kept, label, i) => {
    if (relabelled[label] >= 0) kept.push(i);
    return kept;
  }, []);
  if (limit !== undefined) assertWhole("fashionMnist", "limit", limit, 1, indices.length);
  const { pixels, y, height, width } = subset(all, indices.slice(0, limit));
  return imageDataset({ pixels, labels: y.map((label) => relabelled[label]), height, width, classes });
}
