package milliard.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.dataformat.yaml.YAMLFactory;

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
    return Reader.read(Reader.Lenient.FACTORY, text);
  }

  /**
   * Reads one YAML document (the part of YAML that JSON can say).
   *
   * @throws JsonException if the text is not YAML
   */
  static Json readYaml(String text) throws JsonException {
    return Reader.read(Reader.Yaml.FACTORY, text);
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
    return Reader.write(Reader.PLAIN, this);
  }

  /** Several lines of JSON, indented. */
  default String writePretty() {
    return Reader.write(Reader.PRETTY, this);
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

  /**
   * Jackson, kept to itself; of its parts only the one that reads and writes a stream of tokens.
   */
  final class Reader {
    private static final StreamReadConstraints BOUNDS =
        StreamReadConstraints.builder().maxNestingDepth(500).maxStringLength(64_000_000).build();
    private static final JsonFactory STRICT = factory(JsonFactory.builder());

    private static final ObjectWriteContext PLAIN = ObjectWriteContext.empty();
    private static final ObjectWriteContext PRETTY =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        };

    private Reader() {}

    /** What few need is made when it is. */
    private static final class Lenient {
      private static final JsonFactory FACTORY =
          factory(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                  .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                  .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                  .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                  .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES));
    }

    private static final class Yaml {
      private static final YAMLFactory FACTORY = YAMLFactory.builder().build();
    }

    private static JsonFactory factory(JsonFactoryBuilder factory) {
      return factory
          .streamReadConstraints(BOUNDS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
    }

    private static Json read(TokenStreamFactory factory, String text) throws JsonException {
      try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
        JsonToken first = parser.nextToken();
        if (first == null) {
          throw new JsonException("nothing to read: expected a JSON value", new Exception());
        }
        Json value = value(parser, first);
        if (parser.nextToken() != null) {
          throw new JsonException(
              "a second value" + at(parser.currentTokenLocation()) + ": expected the end",
              new Exception());
        }
        return value;
      } catch (JacksonException e) {
        throw new JsonException(e.getOriginalMessage() + at(e.getLocation()), e);
      } catch (NumberFormatException e) {
        // YAML has numbers that JSON has not.
        throw new JsonException("a number that JSON has not: " + e.getMessage(), e);
      }
    }

    private static String at(@Nullable TokenStreamLocation at) {
      return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** The value that begins with the token just read. */
    private static Json value(JsonParser parser, JsonToken token) {
      return switch (token) {
        case START_OBJECT -> {
          Map<String, Json> members = new LinkedHashMap<>();
          for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            members.put(name, value(parser, parser.nextToken()));
          }
          yield new Obj(members);
        }
        case START_ARRAY -> {
          List<Json> elements = new ArrayList<>();
          for (JsonToken next = parser.nextToken();
              next != JsonToken.END_ARRAY;
              next = parser.nextToken()) {
            elements.add(value(parser, next));
          }
          yield new Arr(elements);
        }
        case VALUE_STRING -> new Str(parser.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getDecimalValue());
        case VALUE_TRUE -> new Bool(true);
        case VALUE_FALSE -> new Bool(false);
        case VALUE_NULL,
            VALUE_EMBEDDED_OBJECT,
            PROPERTY_NAME,
            END_OBJECT,
            END_ARRAY,
            NOT_AVAILABLE ->
            new Null();
      };
    }

    private static String write(ObjectWriteContext context, Json json) {
      var text = new StringWriter();
      try (JsonGenerator generator = STRICT.createGenerator(context, text)) {
        write(generator, json);
      }
      return text.toString();
    }

    private static void write(JsonGenerator out, Json json) {
      switch (json) {
        case Obj(var members) -> {
          out.writeStartObject();
          members.forEach((name, value) -> {
            out.writeName(name);
            write(out, value);
          });
          out.writeEndObject();
        }
        case Arr(var elements) -> {
          out.writeStartArray();
          for (Json element : elements) write(out, element);
          out.writeEndArray();
        }
        case Str(var value) -> out.writeString(value);
        case Num(var value) -> {
          if (value.scale() <= 0 && value.precision() - value.scale() <= 18) {
            out.writeNumber(value.longValueExact());
          } else {
            out.writeNumber(value);
          }
        }
        case Bool(var value) -> out.writeBoolean(value);
        case Null() -> out.writeNull();
      }
    }
  }
}
