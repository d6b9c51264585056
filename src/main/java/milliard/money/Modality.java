package milliard.money;

import java.util.Locale;

/** How an amount is meant: {@code plus de 10 milliards} is {@link #MORE_THAN}. */
public enum Modality {
  EXACTLY,
  ABOUT,
  AT_LEAST,
  MORE_THAN,
  AT_MOST,
  LESS_THAN,
  BETWEEN;

  /** The name in files and JSON: {@code more_than}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
