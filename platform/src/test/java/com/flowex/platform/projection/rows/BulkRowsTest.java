package com.flowex.platform.projection.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.TestPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkRowsTest {

    private record Thing(
            int place,
            int small,
            long large,
            boolean isSo,
            @Nullable String text,
            @Nullable BigInteger sum,
            @Nullable UUID id,
            @Nullable Long perhaps) {}

    private static final BulkRows<Thing> THINGS = BulkRows.<Thing>of()
            .int4("place", Thing::place)
            .int2("small", Thing::small)
            .int8("large", Thing::large)
            .bool("is_so", Thing::isSo)
            .text("text", Thing::text)
            .numeric("sum", Thing::sum)
            .uuid("id", Thing::id)
            .int8OrNone("perhaps", Thing::perhaps);

    private static final String INSERT =
            "INSERT INTO things (%s) SELECT * FROM %s".formatted(THINGS.names(), THINGS.unnested());

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        DatabaseChoice.Server server = TestPostgres.freshDatabase();
        connection = DriverManager.getConnection(server.url(), server.user(), server.password());
        Sql.execute(connection, """
                CREATE TEMPORARY TABLE things (place integer PRIMARY KEY, small smallint, large bigint, is_so boolean,
                    text text, sum numeric, id uuid, perhaps bigint)""");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<Thing> stored() throws SQLException {
        return Sql.all(
                connection,
                row -> new Thing(
                        row.getInt("place"),
                        row.getShort("small"),
                        row.getLong("large"),
                        row.getBoolean("is_so"),
                        row.getString("text"),
                        Optional.ofNullable(row.getBigDecimal("sum"))
                                .map(BigDecimal::toBigIntegerExact)
                                .orElse(null),
                        row.getObject("id", UUID.class),
                        row.getObject("perhaps", Long.class)),
                "SELECT * FROM things ORDER BY place");
    }

    /** Around every boundary of its digits and of a long, and any number of digits between. */
    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        Random random = new Random(8);
        for (int bits = 0; bits < 400; bits++) {
            numbers.add(BigInteger.ONE.shiftLeft(bits));
            numbers.add(new BigInteger(bits, random));
        }
        for (int digits = 0; digits < 60; digits++) {
            numbers.add(BigInteger.TEN.pow(digits));
        }
        List<BigInteger> all = new ArrayList<>();
        for (BigInteger number : numbers) {
            all.add(number);
            all.add(number.subtract(BigInteger.ONE));
            all.add(number.negate());
        }
        return all;
    }

    private static List<Thing> things() {
        List<Thing> things = new ArrayList<>();
        Random random = new Random(9);
        for (BigInteger number : numbers()) {
            int place = things.size();
            boolean isWhole = place % 5 > 0;
            things.add(new Thing(
                    place,
                    (short) random.nextInt(),
                    random.nextLong(),
                    random.nextBoolean(),
                    isWhole ? "{\"é\\,\t" + place : null,
                    number,
                    isWhole ? new UUID(random.nextLong(), random.nextLong()) : null,
                    isWhole ? random.nextLong() : null));
        }
        things.add(new Thing(things.size(), 0, 0, false, "", null, null, 0L));
        return things;
    }

    @Test
    void copiedRowsArriveUnchanged() throws SQLException {
        THINGS.copyInto(connection, "things", things());

        assertEquals(things(), stored());
    }

    @Test
    void unnestedRowsArriveUnchanged() throws SQLException {
        THINGS.run(connection, INSERT, things(), "things");

        assertEquals(things(), stored());
    }

    @Test
    void moreThanABufferHoldsArrivesWhole() throws SQLException {
        List<Thing> many = IntStream.range(0, 1_000)
                .mapToObj(place -> new Thing(
                        place,
                        1,
                        2,
                        true,
                        Integer.toString(place).repeat(place == 500 ? 100_000 : 50),
                        BigInteger.TWO,
                        null,
                        null))
                .toList();

        THINGS.copyInto(connection, "things", many);

        assertEquals(many, stored());
    }

    @Test
    void emptyBatchSendsNoStatement() throws SQLException {
        THINGS.copyInto(connection, "no_such_table", List.of());
        THINGS.run(connection, "no such statement", List.of(), "things");
        THINGS.runForSome(connection, "no such statement", List.of());

        assertTrue(stored().isEmpty());
    }

    @Test
    void aCopyThatIsCutOffAddsNothingAndTheConnectionGoesOn() throws SQLException {
        BulkRows<Thing> broken = THINGS.text("more", thing -> {
            throw new IllegalStateException("cut off");
        });
        Sql.execute(connection, "ALTER TABLE things ADD COLUMN more text");

        assertThrows(IllegalStateException.class, () -> broken.copyInto(connection, "things", things()));

        assertTrue(stored().isEmpty());
        THINGS.copyInto(connection, "things", things());
        assertEquals(things(), stored());
    }

    @Test
    void aStatementThatMissesARowIsRefused() throws SQLException {
        THINGS.copyInto(connection, "things", things().subList(0, 3));
        BulkRows<Thing> keys = BulkRows.<Thing>of().int4("place", Thing::place);
        String delete = "DELETE FROM things t USING %s AS gone (%s) WHERE t.place = gone.place"
                .formatted(keys.unnested(), keys.names());

        keys.runForSome(connection, delete, things().subList(2, 4));

        assertEquals(2, stored().size());
        assertThrows(SQLException.class, () -> keys.run(connection, delete, things().subList(1, 3), "things"));
    }
}
