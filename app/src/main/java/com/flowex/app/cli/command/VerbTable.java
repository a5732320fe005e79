package com.flowex.app.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verbs of {@code ./flowex} from the file {@code build/verbs}, which the script reads too.
 *
 * @param verbs verbs in the order of the file
 */
public record VerbTable(List<Verb> verbs) {

    private static final String FILE = "verbs";
    private static final int COLUMNS = 3;

    /**
     * A verb.
     *
     * @param group heading under which it is listed
     * @param isJava true if a class of this module carries it out, false if the script does
     * @param details further lines of its help; empty for a verb whose command describes its own options
     */
    public record Verb(String group, String name, boolean isJava, String summary, List<String> details) {}

    /** Reads the table that is packed with the program. */
    public static VerbTable read() {
        try (InputStream file = VerbTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("build/verbs is not packed with the program");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VerbTable parse(String text) {
        List<Verb> verbs = new ArrayList<>();
        String group = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ")) {
                group = line.substring(2);
            } else if (line.startsWith(" ")) {
                verbs.getLast().details().add("  " + line.strip());
            } else if (!line.isBlank()) {
                String[] columns = line.split(" +", COLUMNS);
                verbs.add(new Verb(group, columns[0], !columns[1].equals("-"), columns[2], new ArrayList<>()));
            }
        }
        return new VerbTable(verbs);
    }

    /** Returns the verb of that name. */
    public Optional<Verb> find(String name) {
        return verbs.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    /** Returns the groups in the order of the file. */
    public List<String> groups() {
        return verbs.stream().map(Verb::group).distinct().toList();
    }
}
