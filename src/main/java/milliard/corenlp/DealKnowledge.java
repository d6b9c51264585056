package milliard.corenlp;

import milliard.text.Language;

/**
 * What is known of the deals of a language.
 *
 * @param rules triggers and the roles around them
 * @param grammar word classes
 * @param kinds what words say that an amount is of
 * @param statuses what words say of how far a deal is
 * @param details rounds, durations, undisclosed sums
 */
record DealKnowledge(
    DealRules rules, Grammar grammar, AmountKinds kinds, StatusCues statuses, DealDetails details) {

  /** What is known of a language; nothing where there are no files. */
  static DealKnowledge of(Language language) {
    return new DealKnowledge(
        DealRules.of(language),
        Grammar.of(language),
        AmountKinds.of(language),
        StatusCues.of(language),
        DealDetails.of(language));
  }
}
