package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A dependency parser with the models of CoreNLP's {@code DependencyParser} (arc-standard, one
 * hidden layer with cubes) that comes to the same trees in a fraction of its time and memory. What
 * is absent around a place costs nothing: the sums of the hidden layer begin with everything
 * absent, and each word, tag or label that is there adds how it differs from that. Any number of
 * threads may share one.
 */
final class ArcParser {
  private static final String UNKNOWN = "-UNKNOWN-";
  private static final String ROOT = "-ROOT-";
  private static final String ABSENT = "-NULL-";

  /**
   * Places looked at: three of the stack, three of the buffer, six children of two of the stack.
   */
  private static final int PLACES = 18;

  private static final int CHILDREN = 6;
  private static final int INPUTS = 48;

  /** Columns of words that are kept, a power of two. */
  private static final int KEPT = 16384;

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> tags = new HashMap<>();
  private final List<String> labels = new ArrayList<>();

  /** What each word, tag and label stands for in the input layer: one row each. */
  private final float[][] embeddings;

  /** Weights from an input to the hidden layer: a row of it for each number of each input. */
  private final float[][] inputWeights;

  /** Weights from the hidden layer to the moves, a row of moves for each hidden unit. */
  private final float[][] moveWeights;

  /** The hidden layer where every place is empty. */
  private final float[] empty;

  private final int hidden;
  private final int size;
  private final int moves;
  private final int unknownWord;
  private final int unknownTag;
  private final int firstLabel;
  private final AtomicReferenceArray<@Nullable Column> kept = new AtomicReferenceArray<>(KEPT);

  /** Those of tags and labels, of which there are few. */
  private final AtomicReferenceArray<float @Nullable []> few;

  private final int firstTag;

  /** What one input adds to the hidden layer where it has this value. */
  private record Column(int key, float[] sums) {}

  /**
   * A parse.
   *
   * @param heads the position of the head of each token, -1 for the root
   * @param labels the relation of each to its head
   */
  record Parse(int[] heads, String[] labels) {}

  private ArcParser(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (!line.startsWith("dict=")) line = in.readLine();
    int wordCount = number(line);
    int tagCount = number(in.readLine());
    int labelCount = number(in.readLine());
    size = number(in.readLine());
    hidden = number(in.readLine());
    if (number(in.readLine()) != INPUTS) throw new IOException("expected " + INPUTS + " inputs");
    in.readLine();
    embeddings = new float[wordCount + tagCount + labelCount][size];
    for (int i = 0; i < embeddings.length; i++) {
      line = in.readLine();
      int space = line.indexOf(' ');
      String name = line.substring(0, space);
      if (i < wordCount) words.put(name, i);
      else if (i < wordCount + tagCount) tags.put(name, i);
      else labels.add(name);
      numbers(line, space + 1, embeddings[i]);
    }
    firstTag = wordCount;
    firstLabel = wordCount + tagCount;
    unknownWord = known(words, UNKNOWN);
    unknownTag = known(tags, UNKNOWN);
    inputWeights = new float[INPUTS * size][hidden];
    for (float[] row : inputWeights) numbers(in.readLine(), 0, row);
    float[] bias = new float[hidden];
    numbers(in.readLine(), 0, bias);
    moves = 2 * (labelCount - 1) + 1;
    moveWeights = new float[hidden][moves];
    for (float[] row : moveWeights) numbers(in.readLine(), 0, row);
    int[] absent = {known(words, ABSENT), known(tags, ABSENT), firstLabel};
    double[] all = new double[hidden];
    for (int h = 0; h < hidden; h++) all[h] = bias[h];
    for (int input = 0; input < INPUTS; input++) {
      float[] of = embeddings[absent[input / PLACES]];
      for (int e = 0; e < size; e++) {
        float[] weights = inputWeights[input * size + e];
        for (int h = 0; h < hidden; h++) all[h] += (double) of[e] * weights[h];
      }
    }
    empty = new float[hidden];
    for (int h = 0; h < hidden; h++) empty[h] = (float) all[h];
    // From here on a word, tag or label is how it differs from none.
    for (int i = embeddings.length - 1; i >= 0; i--) {
      int kind = i >= firstLabel ? 2 : i >= firstTag ? 1 : 0;
      if (i == absent[kind]) continue;
      for (int e = 0; e < size; e++) embeddings[i][e] -= embeddings[absent[kind]][e];
    }
    for (int of : absent) Arrays.fill(embeddings[of], 0);
    few = new AtomicReferenceArray<>((embeddings.length - firstTag) * INPUTS);
  }

  /** Loads a model from the class path. */
  static ArcParser load(String path) {
    InputStream resource = ArcParser.class.getResourceAsStream("/" + path);
    if (resource == null) throw new IllegalStateException("no parser model " + path);
    try (var in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(resource, 1 << 16), StandardCharsets.UTF_8),
            1 << 16)) {
      return new ArcParser(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load the parser model " + path, e);
    }
  }

  private static int known(Map<String, Integer> ids, String name) {
    Integer id = ids.get(name);
    if (id == null) throw new IllegalStateException("parser model without " + name);
    return id;
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring(line.indexOf('=') + 1).strip());
  }

  private static void numbers(String line, int from, float[] into) throws IOException {
    int at = from;
    for (int i = 0; i < into.length; i++) {
      int end = line.indexOf(' ', at);
      if (end < 0) end = line.length();
      if (at >= end) throw new IOException("expected " + into.length + " numbers, read " + i);
      into[i] = Float.parseFloat(line.substring(at, end));
      at = end + 1;
    }
  }

  /** Heads and relations of the tagged words of a sentence. */
  Parse parse(List<CoreLabel> tokens) {
    return new Run(tokens).parse();
  }

  /** What an input adds to the hidden layer where it has this value. */
  private float[] column(int value, int input) {
    if (value >= firstTag) {
      int at = (value - firstTag) * INPUTS + input;
      float[] sums = few.get(at);
      if (sums == null) {
        sums = sums(value, input);
        few.set(at, sums);
      }
      return sums;
    }
    int key = value * PLACES + input;
    int at = (key * 0x9E3779B1) >>> (32 - Integer.numberOfTrailingZeros(KEPT));
    Column column = kept.get(at);
    if (column == null || column.key != key) {
      column = new Column(key, sums(value, input));
      kept.set(at, column);
    }
    return column.sums;
  }

  private float[] sums(int value, int input) {
    float[] of = embeddings[value];
    float[] sums = new float[hidden];
    float[][] in = inputWeights;
    int first = input * size;
    int e = 0;
    for (; e + 1 < size; e += 2) {
      addBoth(sums, in[first + e], of[e], in[first + e + 1], of[e + 1]);
    }
    if (e < size) addBoth(sums, in[first + e], of[e], empty, 0);
    return sums;
  }

  // Short loops over whole arrays, two rows at once, are what the compiler makes fast.

  private static void addBoth(float[] sums, float[] a, float times, float[] b, float timesB) {
    for (int i = 0; i < sums.length; i++) sums[i] += a[i] * times + b[i] * timesB;
  }

  private static void addBoth(double[] sums, float[] a, double times, float[] b, double timesB) {
    for (int i = 0; i < sums.length; i++) sums[i] += a[i] * times + b[i] * timesB;
  }

  private static double cube(double sum) {
    return sum * sum * sum;
  }

  private static void add(float[] sums, float[] column) {
    for (int h = 0; h < sums.length; h++) sums[h] += column[h];
  }

  /** One sentence on its way to a tree. Nodes are numbered from 1, 0 is the root, -1 is none. */
  private final class Run {
    private final int count;
    private final int[] word;
    private final int[] tag;
    private final int[] head;
    private final int[] label;
    private final int[] stack;
    private int top = 0;
    private int next = 1;
    private int buffered = -1;
    private final float[] buffer = new float[hidden];
    private final float[] layer = new float[hidden];
    private final double[] scores = new double[moves];

    Run(List<CoreLabel> tokens) {
      count = tokens.size();
      word = new int[count + 1];
      tag = new int[count + 1];
      head = new int[count + 1];
      label = new int[count + 1];
      stack = new int[count + 1];
      Arrays.fill(head, -1);
      word[0] = known(words, ROOT);
      tag[0] = known(tags, ROOT);
      for (int i = 1; i <= count; i++) {
        CoreLabel token = tokens.get(i - 1);
        word[i] = words.getOrDefault(token.word(), unknownWord);
        tag[i] = tags.getOrDefault(token.tag(), unknownTag);
      }
    }

    Parse parse() {
      int labelCount = labels.size() - 1;
      while (top > 0 || next <= count) {
        score();
        int move = best(labelCount);
        if (move == 2 * labelCount) {
          stack[++top] = next++;
        } else if (move < labelCount) {
          attach(stack[top - 1], stack[top], move + 1);
          stack[top - 1] = stack[top];
          top--;
        } else {
          attach(stack[top], stack[top - 1], move - labelCount + 1);
          top--;
        }
      }
      int[] heads = new int[count];
      String[] relations = new String[count];
      for (int i = 0; i < count; i++) {
        heads[i] = head[i + 1] - 1;
        relations[i] = labels.get(label[i + 1]);
      }
      return new Parse(heads, relations);
    }

    private void attach(int node, int to, int as) {
      head[node] = to;
      label[node] = as;
    }

    /** The best of the moves that are allowed here; the first label is the root's. */
    private int best(int labelCount) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      boolean left = top > 1;
      boolean right = top > 1 || top == 1 && next > count;
      for (int move = 0; move < 2 * labelCount; move++) {
        if (!(scores[move] > most)) continue;
        boolean isLeft = move < labelCount;
        if (isLeft ? !left : !right) continue;
        int to = isLeft ? stack[top] : stack[top - 1];
        boolean root = move == 0 || move == labelCount;
        if (root != (to == 0)) continue;
        most = scores[move];
        best = move;
      }
      return next <= count && scores[2 * labelCount] > most ? 2 * labelCount : best;
    }

    private void score() {
      if (buffered != next) {
        System.arraycopy(empty, 0, buffer, 0, hidden);
        for (int k = 0; k < 3; k++) {
          if (next + k <= count) place(buffer, next + k, 3 + k);
        }
        buffered = next;
      }
      System.arraycopy(buffer, 0, layer, 0, hidden);
      for (int k = 0; k < 3; k++) {
        if (top >= k) place(layer, stack[top - k], 2 - k);
      }
      for (int k = 0; k < 2 && k <= top; k++) {
        int node = stack[top - k];
        int place = 6 + k * CHILDREN;
        int left = leftChild(node, 1);
        int right = rightChild(node, 1);
        child(left, place);
        child(right, place + 1);
        child(left < 0 ? -1 : leftChild(node, 2), place + 2);
        child(right < 0 ? -1 : rightChild(node, 2), place + 3);
        child(left < 0 ? -1 : leftChild(left, 1), place + 4);
        child(right < 0 ? -1 : rightChild(right, 1), place + 5);
      }
      Arrays.fill(scores, 0);
      float[][] to = moveWeights;
      int h = 0;
      for (; h + 1 < hidden; h += 2) {
        addBoth(scores, to[h], cube(layer[h]), to[h + 1], cube(layer[h + 1]));
      }
      if (h < hidden) addBoth(scores, to[h], cube(layer[h]), to[h], 0);
    }

    private void place(float[] sums, int node, int place) {
      add(sums, column(word[node], place));
      add(sums, column(tag[node], PLACES + place));
    }

    private void child(int node, int place) {
      if (node < 0) return;
      place(layer, node, place);
      add(layer, column(firstLabel + label[node], 2 * PLACES + place - 6));
    }

    private int leftChild(int node, int number) {
      int seen = 0;
      for (int i = 1; i < node; i++) if (head[i] == node && ++seen == number) return i;
      return -1;
    }

    private int rightChild(int node, int number) {
      int seen = 0;
      for (int i = count; i > node; i--) if (head[i] == node && ++seen == number) return i;
      return -1;
    }
  }
}
