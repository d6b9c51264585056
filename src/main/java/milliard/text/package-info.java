/**
 * Give me a place in a text, or a language and its pack of data files.
 *
 * <p>A place is a {@link milliard.text.Span} of UTF-16 offsets; a {@link milliard.text.Pack} is the
 * folder {@code models/<lang>} of one language. Not for anything that knows what the words mean.
 */
@NullMarked
package milliard.text;

import org.jspecify.annotations.NullMarked;
