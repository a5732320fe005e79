package com.flowex.rules;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Table of fields by place, read from a resource: the types whose fields have rows, the places, the rows, and the
 * reasons for absence.
 *
 * @param types types that have the fields; a sealed interface stands for all its records
 * @param reasons names of the reasons; each has its sentence in the resource
 */
record FieldTable(List<Class<?>> types, List<Place> places, List<Row> rows, Set<String> reasons) {

    private static final Pattern ENTRY = Pattern.compile("(?m)^- ([\\w ]+): (record|sbe|source|interface|) ?(`.*)$");
    private static final Pattern REASON = Pattern.compile("(?m)^- \\(([\\w ]+)\\): \\S.*$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WHY = Pattern.compile("(?<![`\\w])\\(([\\w ]+)\\)");
    private static final String FIELDS = "fields";
    private static final String SBE = "com.flowex.protocol.sbe.";
    private static final String OFFSET = "EncodingOffset";

    /** Fields, and what each place has of them, in the order of the places. */
    record Row(List<String> fields, List<String> places, List<Cell> cells) {
        Cell cell(Place place) {
            return cells.get(places.indexOf(place.name()));
        }
    }

    /** Members that have the field, and names of reasons why others do not. */
    record Cell(List<String> members, List<String> reasons) {
        static Cell of(String text) {
            return new Cell(all(CODE, text), all(WHY, text));
        }
    }

    /** Place that has members for fields. */
    sealed interface Place {
        String name();

        boolean has(String member);

        /**
         * Returns the members of which each belongs into a row.
         *
         * @param named members that rows name
         */
        Set<String> members(Set<String> named);
    }

    /** Records or classes: a member is a field of one of them, and each field needs a row. */
    record Records(String name, List<Class<?>> types) implements Place {
        @Override
        public boolean has(String member) {
            return members(Set.of()).contains(member);
        }

        @Override
        public Set<String> members(Set<String> named) {
            return types.stream().flatMap(FieldTable::fieldsOf).collect(Collectors.toSet());
        }
    }

    /** Messages of the log: a member is {@code Message.field}, and each field of a named message needs a row. */
    record Messages(String name) implements Place {
        @Override
        public boolean has(String member) {
            return fields(member.replaceAll("\\..*", "")).contains(member);
        }

        @Override
        public Set<String> members(Set<String> named) {
            return named.stream()
                    .map(member -> member.replaceAll("\\..*", ""))
                    .flatMap(message -> fields(message).stream())
                    .collect(Collectors.toSet());
        }

        private static Set<String> fields(String message) {
            return Arrays.stream(type(SBE + message + "Decoder").getMethods())
                    .map(Method::getName)
                    .filter(method -> method.endsWith(OFFSET) && !method.equals("encodingOffset"))
                    .map(method -> message + "." + method.substring(0, method.length() - OFFSET.length()))
                    .collect(Collectors.toSet());
        }
    }

    /** Sources: a member is an expression that one of them has outside comments. */
    record Sources(String name, List<String> texts) implements Place {
        @Override
        public boolean has(String member) {
            Pattern pattern = Pattern.compile("(?<![\\w.])" + Pattern.quote(member) + "(?!\\w)");
            return texts.stream().anyMatch(text -> pattern.matcher(text).find());
        }

        @Override
        public Set<String> members(Set<String> named) {
            return Set.of();
        }
    }

    /** Interfaces of the page: a member is {@code Interface.field}, and each field of the interfaces needs a row. */
    record Interfaces(String name, Set<String> members) implements Place {
        @Override
        public boolean has(String member) {
            return members.contains(member);
        }

        @Override
        public Set<String> members(Set<String> named) {
            return members;
        }
    }

    static FieldTable read(String resource) {
        try (InputStream in = Objects.requireNonNull(FieldTable.class.getResourceAsStream("/" + resource), resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FieldTable parse(String text) {
        List<Class<?>> types = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        ENTRY.matcher(text).results().forEach(entry -> {
            List<String> names = all(CODE, entry.group(3));
            if (entry.group(1).equals(FIELDS)) {
                names.forEach(name -> types.add(typeNamed(name)));
            } else {
                places.add(place(entry.group(1), entry.group(2), names));
            }
        });
        List<List<String>> lines = text.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
        List<String> head = lines.getFirst().subList(1, lines.getFirst().size());
        List<Row> rows = lines.stream()
                .skip(2)
                .map(cells -> new Row(
                        all(CODE, cells.getFirst()),
                        head,
                        cells.stream().skip(1).map(Cell::of).toList()))
                .toList();
        return new FieldTable(types, places, rows, new TreeSet<>(all(REASON, text)));
    }

    private static Place place(String name, String kind, List<String> names) {
        return switch (kind) {
            case "record" ->
                new Records(
                        name,
                        names.stream().<Class<?>>map(FieldTable::typeNamed).toList());
            case "sbe" -> new Messages(name);
            case "source" ->
                new Sources(
                        name, names.stream().map(each -> code(sourceOf(each))).toList());
            case "interface" -> new Interfaces(name, interfaces(names));
            default -> throw new IllegalArgumentException(name + " is a place of no kind: " + kind);
        };
    }

    /** Returns the fields of the types, as {@code Type.field}. */
    Set<String> fields() {
        return types.stream()
                .flatMap(FieldTable::leaves)
                .flatMap(type -> fieldsOf(type).map(field -> type.getSimpleName() + "." + field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FieldTable::leaves)
                : Stream.of(type);
    }

    private static Stream<String> fieldsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName);
    }

    /** Returns a type by its simple name, or {@code Outer.Inner}; it may be moved to another package. */
    private static Class<?> typeNamed(String name) {
        String path = sourceOf(name.replaceAll("\\..*", "")).toString().replaceAll(".*/src/main/java/", "");
        return type(path.replace(".java", "").replace('/', '.')
                + name.replaceAll("^\\w+", "").replace('.', '$'));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, FieldTable.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no type " + name, e);
        }
    }

    private static Path sourceOf(String type) {
        List<Path> found = TidyTest.files(type + ".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(type + " must be one file, was " + found);
        }
        return found.getFirst();
    }

    /** Returns a source without comments and without white space around dots and parentheses. */
    private static String code(Path source) {
        return TidyTest.text(source)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//.*", "")
                .replaceAll("\\s*([.()])\\s*", "$1");
    }

    private static Set<String> interfaces(List<String> names) {
        Path folder = Repository.file("web/src/exchange");
        String text = TidyTest.files("*.ts").stream()
                .filter(file -> folder.equals(file.getParent()) && !file.endsWith("contract.ts"))
                .map(TidyTest::text)
                .collect(Collectors.joining("\n"));
        Set<String> members = new TreeSet<>();
        for (String name : names) {
            Matcher body = Pattern.compile("(?s)export interface " + name + " \\{\n(.*?)\n}")
                    .matcher(text);
            if (!body.find()) {
                throw new IllegalArgumentException("the page has no interface " + name);
            }
            all(Pattern.compile("(?m)^  readonly (\\w+)"), body.group(1))
                    .forEach(field -> members.add(name + "." + field));
        }
        return members;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
