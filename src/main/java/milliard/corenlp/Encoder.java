package milliard.corenlp;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import milliard.mention.Entity;
import milliard.money.Amount;
import milliard.text.Pack;

/**
 * Reads a whole document with a small multilingual transformer: who has which role in a deal with
 * whom, and which sums belong to it. The text goes through in windows of at most {@link #LONGEST}
 * pieces, paragraph by paragraph, each window with the headline in front; a party's numbers are
 * those of all its mentions together. Loaded once a JVM; any number of threads may share one.
 */
final class Encoder {
  static final String MODEL = "encoder/encoder.onnx";
  static final String VOCABULARY = "encoder/vocabulary.txt";
  static final String HEADS = "encoder/heads.tsv";

  /** Pieces of a window, at most. */
  private static final int LONGEST = 400;

  /** Pieces of the headline that each window repeats, at most. */
  private static final int HEADLINE = 50;

  /** The kind of a piece of a sum, behind those of names. */
  private static final int SUM = 4;

  private final WordPieces pieces;
  private final EncoderHeads heads;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** A window: pieces with their kinds, and the places of parties and sums in it. */
  private static final class Window {
    final List<Long> ids = new ArrayList<>();
    final List<Long> kinds = new ArrayList<>();
    final List<Long> places = new ArrayList<>();
    final List<Integer> parties = new ArrayList<>();
    final List<Long> sumPlaces = new ArrayList<>();
    final List<Integer> sums = new ArrayList<>();
  }

  /** What starts at a character: a party or a sum. */
  private record Start(boolean party, int index) {}

  private Encoder(byte[] model) throws OrtException {
    pieces = WordPieces.read(Pack.common(), VOCABULARY);
    heads = EncoderHeads.read(Pack.common(), HEADS);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      session = environment.createSession(model, options);
    }
    NodeInfo out = session.getOutputInfo().get("vectors");
    long read = out == null ? 0 : ((TensorInfo) out.getInfo()).getShape()[1];
    if (read != heads.size()) {
      throw new IllegalStateException(
          String.format(
              "%s: expected %d numbers a place by %s, read %d",
              Pack.common().path(MODEL), heads.size(), Pack.common().path(HEADS), read));
    }
  }

  private static final class Loaded {
    static final Encoder COMMON = load();
  }

  /** The encoder of both languages; the first call loads it. */
  static Encoder common() {
    return Loaded.COMMON;
  }

  private static Encoder load() {
    try (InputStream in = Pack.common().open(MODEL)) {
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + Pack.common().path(MODEL), e);
    }
  }

  /** An encoder with weights of its own. */
  static Encoder of(byte[] model) {
    try {
      return new Encoder(model);
    } catch (OrtException e) {
      throw new IllegalStateException("cannot use " + Pack.common().path(MODEL), e);
    }
  }

  /** What a document says of its parties and sums. */
  Relations read(DealReading reading) {
    Relations relations =
        new Relations(heads, reading.parties.size(), reading.document.amounts().size());
    for (Window window : windows(reading)) {
      if (window.places.isEmpty() && window.sumPlaces.isEmpty()) continue;
      try {
        weigh(window, vectors(window), relations);
      } catch (OrtException e) {
        throw new IllegalStateException("the encoder failed", e);
      }
    }
    return relations;
  }

  private float[][] vectors(Window window) throws OrtException {
    List<Long> places = new ArrayList<>(window.places);
    places.addAll(window.sumPlaces);
    try (OnnxTensor ids = tensor(window.ids);
        OnnxTensor kinds = tensor(window.kinds);
        OnnxTensor at = tensor(places);
        OrtSession.Result result = session.run(Map.of("ids", ids, "kinds", kinds, "places", at))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  private OnnxTensor tensor(List<Long> values) throws OrtException {
    long[] array = values.stream().mapToLong(v -> v).toArray();
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(array), new long[] {array.length});
  }

  private void weigh(Window window, float[][] v, Relations into) {
    int mentions = window.parties.size();
    Map<Integer, List<Integer>> byParty = new TreeMap<>();
    for (int m = 0; m < mentions; m++) {
      byParty.computeIfAbsent(window.parties.get(m), p -> new ArrayList<>()).add(m);
    }
    int width = heads.width;
    int q = heads.roles;
    int k = q + heads.pairs * width;
    int t = k + heads.pairs * width;
    int sq = t + heads.types;
    int sk = sq + width;
    byParty.forEach((party, own) -> {
      for (int r = 0; r < q; r++) {
        double[] odds = new double[own.size()];
        for (int i = 0; i < odds.length; i++) odds[i] = v[own.get(i)][r];
        into.role(party, r, together(odds));
      }
      byParty.forEach((other, theirs) -> {
        if (party.equals(other)) return;
        for (int r = 0; r < heads.pairs; r++) {
          boolean mutual = heads.mutual.get(r);
          if (mutual && party > other) continue; // told with the other one
          double odds = together(dots(v, own, theirs, q + r * width, k + r * width));
          if (mutual) {
            odds = (odds + together(dots(v, theirs, own, q + r * width, k + r * width))) / 2;
            into.pair(r, other, party, odds);
          }
          into.pair(r, party, other, odds);
        }
      });
      for (int s = 0; s < window.sums.size(); s++) {
        into.sumOf(
            window.sums.get(s), party, together(dots(v, List.of(mentions + s), own, sq, sk)));
      }
    });
    for (int s = 0; s < window.sums.size(); s++) {
      for (int type = 0; type < heads.types; type++) {
        into.sum(window.sums.get(s), type, v[mentions + s][t + type]);
      }
    }
  }

  private double[] dots(float[][] v, List<Integer> ones, List<Integer> twos, int q, int k) {
    double[] dots = new double[ones.size() * twos.size()];
    int n = 0;
    for (int one : ones) {
      for (int two : twos) {
        double dot = 0;
        for (int d = 0; d < heads.width; d++) dot += v[one][q + d] * v[two][k + d];
        dots[n++] = dot;
      }
    }
    return dots;
  }

  /** The logarithm of the sum of exponentials. */
  private static double together(double[] odds) {
    double most = Double.NEGATIVE_INFINITY;
    for (double x : odds) most = Math.max(most, x);
    double sum = 0;
    for (double x : odds) sum += Math.exp(x - most);
    return most + Math.log(sum);
  }

  /** Where a document names each party. */
  static List<List<Entity>> mentions(DealReading reading) {
    List<List<Entity>> mentions = new ArrayList<>();
    for (int p = 0; p < reading.parties.size(); p++) mentions.add(new ArrayList<>());
    for (Entity e : reading.document.entities()) {
      int party = reading.party(e);
      if (party >= 0) mentions.get(party).add(e);
    }
    for (int p = 0; p < mentions.size(); p++) {
      if (mentions.get(p).isEmpty()) mentions.get(p).add(reading.parties.get(p));
    }
    return mentions;
  }

  private List<Window> windows(DealReading reading) {
    String text = reading.document.text();
    List<WordPieces.Piece> all = pieces.split(text);
    if (all.isEmpty()) return List.of();
    int[] kind = new int[text.length() + 1];
    Map<Integer, Start> starts = new TreeMap<>();
    List<List<Entity>> mentions = mentions(reading);
    for (int p = 0; p < mentions.size(); p++) {
      int own =
          switch (reading.parties.get(p).type()) {
            case ORG -> 1;
            case PER -> 2;
            case LOC -> 3;
            default -> 0;
          };
      for (Entity e : mentions.get(p)) {
        for (int i = e.span().start(); i < Math.min(e.span().end(), text.length()); i++) {
          kind[i] = own;
        }
        starts.putIfAbsent(e.span().start(), new Start(true, p));
      }
    }
    List<Amount> sums = reading.document.amounts();
    for (int s = 0; s < sums.size(); s++) {
      for (int i = sums.get(s).span().start(); i < sums.get(s).span().end(); i++) kind[i] = SUM;
      starts.putIfAbsent(sums.get(s).span().start(), new Start(false, s));
    }
    List<Window> windows = new ArrayList<>();
    for (List<int[]> group : groups(text, all)) {
      Window window = new Window();
      add(window, pieces.id(WordPieces.CLS), 0);
      for (int[] part : group) {
        for (int j = part[0]; j < part[1]; j++) {
          int at = all.get(j).at();
          int next = j + 1 < all.size() ? all.get(j + 1).at() : text.length();
          for (int c = at; c < next; c++) {
            Start start = starts.get(c);
            if (start == null) continue;
            (start.party ? window.places : window.sumPlaces).add((long) window.ids.size());
            (start.party ? window.parties : window.sums).add(start.index);
          }
          add(window, all.get(j).id(), kind[at]);
        }
        add(window, pieces.id(WordPieces.SEP), 0);
      }
      windows.add(window);
    }
    return windows;
  }

  private static void add(Window window, int id, int kind) {
    window.ids.add((long) id);
    window.kinds.add((long) kind);
  }

  /** Paragraphs, long ones cut, in groups that fit a window; each a range of pieces. */
  private static List<List<int[]>> groups(String text, List<WordPieces.Piece> all) {
    List<int[]> paragraphs = new ArrayList<>();
    int from = 0;
    for (int j = 1; j <= all.size(); j++) {
      boolean ends =
          j == all.size() || text.substring(all.get(j - 1).at(), all.get(j).at()).contains("\n");
      if (!ends) continue;
      while (j - from > LONGEST - 60) {
        paragraphs.add(new int[] {from, from + LONGEST - 60});
        from += LONGEST - 100;
      }
      paragraphs.add(new int[] {from, j});
      from = j;
    }
    int[] head = {
      paragraphs.getFirst()[0],
      Math.min(paragraphs.getFirst()[1], paragraphs.getFirst()[0] + HEADLINE)
    };
    List<List<int[]>> groups = new ArrayList<>();
    List<int[]> group = new ArrayList<>();
    int size = 0;
    for (int[] paragraph : paragraphs) {
      int length = paragraph[1] - paragraph[0];
      if (size + length + 1 > LONGEST - 2 && !group.isEmpty()) {
        groups.add(group);
        int[] last = group.getLast();
        group = new ArrayList<>(List.of(head));
        size = head[1] - head[0] + 1;
        int back = last[1] - last[0];
        if (last != head && back < 120 && back + length + size < LONGEST - 4) {
          group.add(last);
          size += back + 1;
        }
      }
      group.add(paragraph);
      size += length + 1;
    }
    groups.add(group);
    return groups;
  }
}
