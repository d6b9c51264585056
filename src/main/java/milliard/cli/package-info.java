/** The command line: one file a sub-command. */
@NullMarked
package milliard.cli;

import org.jspecify.annotations.NullMarked;
