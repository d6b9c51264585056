package milliard.mention;

import milliard.text.Span;

/**
 * A date said in a text, resolved from the article's date where it is relative.
 *
 * @param span where it stands
 * @param text the words there: {@code deuxième trimestre 2025}
 * @param value the date: {@code 2025-Q2}
 */
public record DateMention(Span span, String text, PartialDate value) {}
