package com.flowex.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parser of JSON as far as the stream uses it: objects become maps, arrays lists, texts strings, integers longs, other
 * numbers decimals as strings.
 */
final class JsonText {

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is not a JSON object */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(String text) {
        JsonText reader = new JsonText(text);
        if (reader.value() instanceof Map<?, ?> map && reader.isAtEnd()) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("no JSON object: " + text);
    }

    private boolean isAtEnd() {
        skipSpaces();
        return at == text.length();
    }

    private @Nullable Object value() {
        skipSpaces();
        return switch (peek()) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        expect('{');
        while (!ends('}', map.isEmpty())) {
            skipSpaces();
            String name = string();
            skipSpaces();
            expect(':');
            map.put(name, value());
        }
        return map;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        expect('[');
        while (!ends(']', list.isEmpty())) {
            list.add(value());
        }
        return list;
    }

    /** Consumes the end, or the comma before the next element. */
    private boolean ends(char end, boolean first) {
        skipSpaces();
        if (peek() == end) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char escape = peek();
        at++;
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                char code = (char) Integer.parseInt(text, at, at + 4, 16);
                at += 4;
                yield code;
            }
            default -> escape;
        };
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        if (number.isEmpty()) {
            throw new IllegalArgumentException("no JSON at " + from + ": " + text);
        }
        return number.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(number) : number;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("no JSON at " + at + ": " + text);
        }
        at += word.length();
        return value;
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw new IllegalArgumentException("JSON that ends early: " + text);
        }
        return text.charAt(at);
    }

    private void expect(char next) {
        if (peek() != next) {
            throw new IllegalArgumentException("no JSON at " + at + ": " + text);
        }
        at++;
    }
}
