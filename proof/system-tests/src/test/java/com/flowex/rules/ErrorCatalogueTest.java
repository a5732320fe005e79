package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.HttpStatuses;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.testsupport.Repository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Goal: a client's author reads what the exchange answers. Method: the table of docs/errors.md against the catalogue of
 * codes, the status of each over HTTP and its number in Binance's dialect.
 */
class ErrorCatalogueTest {

    /** Code, status and number; meaning and advice must not be empty. */
    private static final Pattern ROW = Pattern.compile("(?m)^(\\| `\\w+` \\| \\d+ \\| -\\d+ \\|) [^|]+ \\| [^|]+ \\|$");

    private static final Pattern EXCEPTION = Pattern.compile("(?m)^\\| `((?:PUT|PATCH) /[^`]+)` \\| [^|]+ \\|$");

    @Test
    void errorsPageListsEveryCodeWithItsAnswers() {
        List<String> expected = Arrays.stream(RefusalCode.values())
                .map(code -> new Refusal(code, "detail"))
                .map(refusal -> "| `%s` | %d | %d |"
                        .formatted(
                                refusal.code().code(),
                                HttpStatuses.of(refusal),
                                ErrorBody.of(refusal).code()))
                .toList();

        List<String> listed = ROW.matcher(TidyTest.text(Repository.file("docs/errors.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", listed));
    }

    /** Two administrators changed one thing at once, and the last one won unseen. */
    @Test
    void changesWithoutAVersionAreListedWithTheirReason() {
        Set<String> expected = new TreeSet<>();
        for (Path part : TidyTest.files("*.yaml")) {
            if (part.toString().contains("/docs/api/parts/")) {
                String path = "";
                String change = "";
                for (String line : TidyTest.text(part).lines().toList()) {
                    if (line.matches("  /\\S+:") || line.matches("\\S.*")) {
                        path = line.strip().replaceFirst(":$", "");
                        change = "";
                    } else if (line.matches("    \\w+:")) {
                        boolean isChange = path.startsWith("/") && line.matches("    (put|patch):");
                        change = isChange ? line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path : "";
                        if (isChange) {
                            expected.add(change);
                        }
                    } else if (line.contains("'#/components/parameters/If-Match'")) {
                        expected.remove(change);
                    }
                }
            }
        }

        List<String> listed = EXCEPTION
                .matcher(TidyTest.text(Repository.file("docs/errors.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertTrue(expected.size() > 20, expected::toString);
        assertEquals(expected, new TreeSet<>(listed));
    }
}
