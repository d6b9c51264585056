/** Amounts and dates in the reader's way. */

import { language, t } from "./words.js";

/** The locale: the reader's own of this language, else the language. */
function locale() {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

export function number(value) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value);
}

export function money(value, currency) {
  const short = Math.abs(value) >= 1e6;
  try {
    return new Intl.NumberFormat(locale(), {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      notation: short ? "compact" : "standard",
      maximumFractionDigits: short ? 2 : 0,
      minimumFractionDigits: 0,
    }).format(value);
  } catch {
    return `${number(value)} ${currency}`;
  }
}

/** An amount with what is known of its bounds: "more than $10B". */
export function amount(a) {
  const one = (value) => money(value, a.currency);
  if (a.modality === "between" || (a.value === undefined && a.low !== undefined && a.high !== undefined)) {
    return t("amount.between", { low: a.low == null ? "" : one(a.low), high: a.high == null ? "" : one(a.high) });
  }
  const value = a.value ?? a.low ?? a.high;
  return t(`amount.${a.modality ?? "exactly"}`, { value: one(value) });
}

/** An amount in euros as converted, with the same modality. */
export function euros(conversion, modality) {
  return amount({ ...conversion, modality });
}

/** A date as precise as it is: 2025, 2025-Q2, 2025-H1, 2025-08, 2025-08-22. */
export function date(iso) {
  const parts = /^(\d{4})(?:-(?:(Q|H)(\d)|(\d{2})(?:-(\d{2}))?))?/.exec(iso ?? "");
  if (!parts) return iso ?? "";
  const [, year, kind, count, month, day] = parts;
  if (kind) return t(kind === "Q" ? "date.quarter" : "date.half", { count, year });
  if (!month) return year;
  const options = { year: "numeric", month: day ? "short" : "long", timeZone: "UTC" };
  if (day) options.day = "numeric";
  return new Intl.DateTimeFormat(locale(), options).format(new Date(Date.UTC(+year, +month - 1, day ? +day : 1)));
}

/** A moment in the reader's time zone. */
export function moment(iso) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

export function percent(value) {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(value / 100);
}

/** ISO 8601 period in words: P5Y, P18M, P2W. */
export function duration(iso) {
  const units = { Y: "year", M: "month", W: "week", D: "day" };
  const parts = [...(iso ?? "").matchAll(/(\d+)([YMWD])/g)].map(([, count, unit]) =>
    new Intl.NumberFormat(locale(), { style: "unit", unit: units[unit], unitDisplay: "long" }).format(+count),
  );
  return parts.length ? parts.join(" ") : iso;
}

/** The name of a language of the news, in the reader's. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames([locale()], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

export function country(code) {
  try {
    return new Intl.DisplayNames([locale()], { type: "region" }).of(code);
  } catch {
    return code;
  }
}
