package milliard.mention;

import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A party of a deal in its role.
 *
 * @param role the part that it plays
 * @param name the fullest or canonical form of its name
 * @param text the words in the article: {@code Meta}
 * @param span where they stand
 * @param company the id of the company; null for a person or a country
 */
public record Argument(Role role, String name, String text, Span span, @Nullable String company) {}
