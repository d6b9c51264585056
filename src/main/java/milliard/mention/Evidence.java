package milliard.mention;

import milliard.text.Span;

/**
 * Where an article tells a deal.
 *
 * @param sentence the sentence
 * @param trigger the word or words that tell it (ACE: trigger)
 * @param rule the rule that read it: {@code fr/contract/signer-avec}
 */
public record Evidence(Span sentence, Span trigger, String rule) {}
