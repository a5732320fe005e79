package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.http.response.HttpStatuses;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.testsupport.Repository;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Goal: a client's author reads what the exchange answers. Method: the table of docs/errors.md against the catalogue of
 * codes, the status of each over HTTP and its number in Binance's dialect.
 */
class ErrorCatalogueTest {

    /** Code, status and number; meaning and advice must not be empty. */
    private static final Pattern ROW = Pattern.compile("(?m)^(\\| `\\w+` \\| \\d+ \\| -\\d+ \\|) [^|]+ \\| [^|]+ \\|$");

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
}
