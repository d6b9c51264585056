/**
 * Here is an article, give me what it says. Stanford CoreNLP lives here and nowhere else.
 *
 * <p>The same annotators serve as a plug-in of any CoreNLP pipeline. Nothing after this room looks
 * at tokens again.
 */
@NullMarked
package milliard.corenlp;

import org.jspecify.annotations.NullMarked;
