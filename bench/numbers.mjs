// What is said of several measurements: their median, and how far they lie apart.

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The value below which this part of the numbers lies; between two of them, in proportion. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** A row of the report: name, what was measured, the median and the spread, the budget and whether it is met. */
export function row(name, numbers, { unit = "", digits = 0, budget, beside = "" }) {
  const say = (number) => `${number.toFixed(digits)}${unit}`;
  const middle = median(numbers);
  const spread = `${say(Math.min(...numbers))} to ${say(Math.max(...numbers))}`;
  const verdict = budget === undefined ? "" : `${say(budget)} ${middle <= budget ? "met" : "missed"}`;
  return [name.padEnd(44), say(middle).padStart(10), spread.padStart(22), beside.padStart(26), `   ${verdict}`].join("");
}
