package milliard.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A JSON value (RFC 8259). Nesting is bounded by 500, a string by 64 million chars. */
public sealed interface Json {
  /** Members in the order of the text. */
  record Obj(Map<String, Json> members) implements Json {}

  /** Elements in order. */
  record Arr(List<Json> elements) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** A number, exact. */
  record Num(BigDecimal value) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** A text that is no JSON; the message says where and what was expected. */
  final class JsonException extends Exception {
    private static final long serialVersionUID = 1;

    JsonException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads one value.
   *
   * @throws JsonException if the text is not exactly one JSON value
   */
  static Json read(String text) throws JsonException {
    return Reader.read(Reader.STRICT, text);
  }

  /**
   * Reads one value as web pages write it: comments, trailing commas, single quotes, raw line
   * breaks in strings.
   *
   * @throws JsonException if even so it makes no sense
   */
  static Json readLenient(String text) throws JsonException {
    return Reader.read(Reader.LENIENT, text);
  }

  /**
   * Reads one YAML document (the part of YAML that JSON can say).
   *
   * @throws JsonException if the text is not YAML
   */
  static Json readYaml(String text) throws JsonException {
    return Reader.read(Reader.YAML, text);
  }

  /** A member of an object; empty where this is no object, has no such member, or it is null. */
  default Optional<Json> get(String name) {
    if (!(this instanceof Obj(var members))) return Optional.empty();
    Json value = members.get(name);
    return value == null || value instanceof Null ? Optional.empty() : Optional.of(value);
  }

  /** The string of a member; a number is given as it is written. */
  default Optional<String> string(String name) {
    return get(name).flatMap(Json::asString);
  }

  /** This value as a string, if it is a string or a number. */
  default Optional<String> asString() {
    return switch (this) {
      case Str(var value) -> Optional.of(value);
      case Num(var value) -> Optional.of(value.toPlainString());
      case Obj o -> Optional.empty();
      case Arr a -> Optional.empty();
      case Bool b -> Optional.empty();
      case Null n -> Optional.empty();
    };
  }

  /** The elements of an array; any other value but null is a list of one. */
  default List<Json> elements() {
    return switch (this) {
      case Arr(var elements) -> elements;
      case Null n -> List.of();
      case Obj o -> List.of(this);
      case Str s -> List.of(this);
      case Num n -> List.of(this);
      case Bool b -> List.of(this);
    };
  }

  /** One line of JSON, not escaped beyond need; numbers are written plainly. */
  default String write() {
    return Reader.STRICT.writeValueAsString(Reader.node(this));
  }

  /** Several lines of JSON, indented. */
  default String writePretty() {
    return Reader.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(Reader.node(this));
  }

  /** Starts an object. */
  static Builder object() {
    return new Builder();
  }

  /** An array of strings. */
  static Json strings(List<String> values) {
    return new Arr(values.stream().<Json>map(Str::new).toList());
  }

  /** Makes an object; what is absent (null) is left out. */
  final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    public Builder put(String name, @Nullable Json value) {
      if (value != null) members.put(name, value);
      return this;
    }

    public Builder put(String name, @Nullable String value) {
      return put(name, value == null ? null : new Str(value));
    }

    public Builder put(String name, @Nullable BigDecimal value) {
      return put(name, value == null ? null : new Num(value));
    }

    public Builder put(String name, long value) {
      return put(name, BigDecimal.valueOf(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, new Bool(value));
    }

    public Builder put(String name, List<? extends Json> values) {
      return put(name, new Arr(List.copyOf(values)));
    }

    /** A member that is always there, null where the value is absent. */
    public Builder putOrNull(String name, @Nullable Json value) {
      return put(name, value == null ? new Null() : value);
    }

    public Json build() {
      return new Obj(java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members)));
    }
  }

  /** Jackson, kept to itself. */
  final class Reader {
    private static final StreamReadConstraints BOUNDS =
        StreamReadConstraints.builder().maxNestingDepth(500).maxStringLength(64_000_000).build();
    private static final JsonMapper STRICT = mapper(JsonFactory.builder());
    private static final JsonMapper LENIENT =
        mapper(
            JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES));

    private static final ObjectMapper YAML =
        YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Reader() {}

    private static JsonMapper mapper(tools.jackson.core.json.JsonFactoryBuilder factory) {
      return JsonMapper.builder(
              factory
                  .streamReadConstraints(BOUNDS)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
    }

    private static Json read(ObjectMapper mapper, String text) throws JsonException {
      try {
        JsonNode node = mapper.readTree(text);
        if (node == null || node.isMissingNode()) {
          throw new JsonException("nothing to read: expected a JSON value", new Exception());
        }
        return value(node);
      } catch (JacksonException e) {
        var at = e.getLocation();
        String where =
            at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        throw new JsonException(e.getOriginalMessage() + where, e);
      }
    }

    private static Json value(JsonNode node) {
      if (node.isObject()) {
        Map<String, Json> members = new LinkedHashMap<>();
        node.properties().forEach(e -> members.put(e.getKey(), value(e.getValue())));
        return new Obj(members);
      }
      if (node.isArray()) {
        List<Json> elements = new ArrayList<>();
        node.forEach(e -> elements.add(value(e)));
        return new Arr(elements);
      }
      if (node.isString()) return new Str(node.stringValue());
      if (node.isNumber()) return new Num(node.decimalValue());
      if (node.isBoolean()) return new Bool(node.booleanValue());
      return new Null();
    }

    private static JsonNode node(Json json) {
      var make = JsonNodeFactory.instance;
      return switch (json) {
        case Obj(var members) -> {
          ObjectNode object = make.objectNode();
          members.forEach((name, value) -> object.set(name, node(value)));
          yield object;
        }
        case Arr(var elements) -> {
          var array = make.arrayNode();
          elements.forEach(e -> array.add(node(e)));
          yield array;
        }
        case Str(var value) -> make.stringNode(value);
        case Num(var value) ->
            value.scale() <= 0 && value.precision() - value.scale() <= 18
                ? make.numberNode(value.longValueExact())
                : make.numberNode(value);
        case Bool(var value) -> make.booleanNode(value);
        case Null() -> make.nullNode();
      };
    }
  }
}
