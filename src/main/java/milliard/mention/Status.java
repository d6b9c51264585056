package milliard.mention;

import java.util.Locale;

/** How far a deal is, by what the text says has happened so far. */
public enum Status {
  /** Unnamed sources, conditional. */
  RUMOURED,
  IN_TALKS,
  /** Agreed, offered, awarded, fined, planned by the party; not yet done. */
  ANNOUNCED,
  /** The text says signed. */
  SIGNED,
  /** Done: bought, closed, paid, raised. */
  COMPLETED,
  /** By an authority. */
  BLOCKED,
  /** Dropped or refused by a party. */
  CANCELLED,
  DENIED;

  /** The name in files and JSON: {@code in_talks}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
