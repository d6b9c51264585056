package milliard.corenlp;

import milliard.money.Amount;

/**
 * An amount of a document with what the words around it say that it is of.
 *
 * @param sentence index of its sentence
 * @param kind as the cues say
 */
record SaidAmount(int sentence, Amount amount, AmountKinds.Kind kind) {}
