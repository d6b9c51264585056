package milliard.mention;

import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A name in a text.
 *
 * @param type what it names
 * @param span where it stands
 * @param text the words there: {@code Meta}
 * @param name the fullest or canonical form: {@code Meta Platforms}
 * @param company the id of the company, as {@code meta}; null for other types
 */
public record Entity(
    EntityType type, Span span, String text, String name, @Nullable String company) {}
