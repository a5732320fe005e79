package com.flowex.marketdata.candle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.ground.Ground;
import com.flowex.ground.database.Sql;
import com.flowex.ground.testing.TestGround;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KlinesPlanTest {

    /** Goal: candles cost what is answered, not what is stored. Method: PostgreSQL's own plan over 400,000 rows of 20 markets. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "last"})
    void candlesAreFoundByTheirIndex(String which) throws SQLException {
        try (Ground ground = TestGround.fresh()) {
            ground.database().migrate("marketdata");
            try (Connection views = ground.database().views().getConnection()) {
                Sql.execute(views, """
                        INSERT INTO marketdata.candle
                        SELECT 1, market, 60, minute * 60, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
                        FROM generate_series(1, 20) AS market, generate_series(1, 20000) AS minute""");
                List<String> plan = Sql.all(
                        views,
                        row -> row.getString(1),
                        "EXPLAIN " + (which.equals("first") ? CandleQueries.FIRST : CandleQueries.LAST),
                        7,
                        60,
                        600_000L,
                        900_000L,
                        500);
                assertTrue(plan.stream().anyMatch(line -> line.contains("candle_pkey")), plan::toString);
                assertFalse(plan.stream().anyMatch(line -> line.contains("Seq Scan")), plan::toString);
            }
        }
    }
}
