package milliard.mention;

/** What kind of thing a name names (CoNLL's four classes). */
public enum EntityType {
  /** Company, fund, agency, ministry, university, medium, team. */
  ORG,
  /** Person. */
  PER,
  /** Place, country. */
  LOC,
  /** Product, programme, law, event, index. */
  MISC
}
