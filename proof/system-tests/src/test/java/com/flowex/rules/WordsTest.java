package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Goal: private words that were replaced by the field's terms do not come back in names of main code (ADR 0278). */
class WordsTest {

    private static final Set<String> REFUSED = Set.of(
            "attendance",
            "doorkeeper",
            "errand",
            "guest",
            "havoc",
            "keeper",
            "lookout",
            "nobodys",
            "onlooker",
            "purse",
            "sighting",
            "signpost",
            "sluice",
            "spool",
            "stray",
            "together",
            "voucher",
            "whoever");
    private static final Pattern NOT_CODE =
            Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

    @Test
    void namesUseTheFieldsTerms() {
        Set<String> found = new TreeSet<>();
        for (Path file : TidyTest.files("*.java")) {
            if (file.toString().contains("/src/main/java/")) {
                WORD.matcher(NOT_CODE.matcher(TidyTest.text(file)).replaceAll(" "))
                        .results()
                        .map(word -> word.group().toLowerCase(Locale.ROOT))
                        .filter(word -> REFUSED.contains(word) || REFUSED.contains(word.replaceFirst("s$", "")))
                        .forEach(word -> found.add(file.getFileName() + ": " + word));
            }
        }
        assertEquals(Set.of(), found);
    }
}
