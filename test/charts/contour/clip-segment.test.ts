import fc from "fast-check";
import { clipSegment } from "../../../lib/src/charts/contour/descent-path";

const frame = { xDomain: [0, 10], yDomain: [0, 5] } as const;

describe("clipSegment", () => {
  test("cuts a line where it leaves the frame", () => {
    expect(clipSegment([5, 1], [15, 3], frame)).toEqual([5, 1, 10, 2]);
    expect(clipSegment([-10, -5], [20, 10], frame)).toEqual([0, 0, 10, 5]);
    expect(clipSegment([4, 1], [6, 2], frame)).toEqual([4, 1, 6, 2]);
  });

  test("has nothing of a line that passes by", () => {
    expect(clipSegment([-1, 1], [-1, 4], frame)).toBeUndefined();
    expect(clipSegment([-3, 4], [3, 10], frame)).toBeUndefined();
  });

  test("keeps just the points of a line that lie in the frame", () => {
    // On a grid: between neighbouring doubles the points counted below would round into the frame.
    const place = fc.integer({ min: -3000, max: 3000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(place, place, place, place, (x, y, x2, y2) => {
        const kept = clipSegment([x, y], [x2, y2], frame);
        const inside = Array.from({ length: 101 }, (_, part) => part / 100).filter((share) => {
          const [u, v] = [x + share * (x2 - x), y + share * (y2 - y)];
          return u >= 0 && u <= 10 && v >= 0 && v <= 5;
        });
        const length = Math.hypot(x2 - x, y2 - y);
        const part = kept ? Math.hypot(kept[2] - kept[0], kept[3] - kept[1]) : 0;
        fc.pre(length > 1e-6);
        // Of 101 points on the line, the share that lies inside is the part's to 1/100 at each end.
        expect(Math.abs(part / length - inside.length / 100)).toBeLessThan(0.0201);
      }),
    );
  });
});
