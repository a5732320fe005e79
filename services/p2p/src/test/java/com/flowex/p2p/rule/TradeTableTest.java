package com.flowex.p2p.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.EscrowSettlement.Escrow;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.rule.TradeTable.Cell;
import com.flowex.p2p.rule.TradeTable.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Goal: the table of a trade is the one that people read, and no row of it takes money from the wrong side. */
class TradeTableTest {

    private static final Path PAGE = Path.of("../../docs/p2p.md");

    private static String row(Cell cell) {
        String end = cell.settlement() == Settlement.NONE
                ? ""
                : cell.settlement().name().toLowerCase(Locale.ROOT);
        return String.join(
                "|",
                cell.state().label(),
                cell.message().label(),
                cell.role().label(),
                cell.next().label(),
                end);
    }

    @Test
    void thePageHasTheSameRows() throws IOException {
        List<String> page = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| state | message | role"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> String.join(
                        "|",
                        Arrays.stream(line.split("\\|", -1))
                                .skip(1)
                                .limit(5)
                                .map(String::strip)
                                .toList()))
                .toList();

        assertEquals(TradeTable.CELLS.stream().map(TradeTableTest::row).toList(), page);
    }

    @Test
    void everyCombinationHasOneRowOrIsRefused() {
        Set<String> seen = new HashSet<>();
        for (TradeState state : TradeState.values()) {
            for (TradeMessage message : TradeMessage.values()) {
                for (TradeRole role : TradeRole.values()) {
                    Optional<Cell> found = TradeTable.find(state, message, role);
                    List<Cell> listed = TradeTable.CELLS.stream()
                            .filter(cell -> cell.state() == state && cell.message() == message && cell.role() == role)
                            .toList();
                    assertTrue(listed.size() <= 1, () -> state + " " + message + " " + role);
                    assertEquals(listed.stream().findFirst(), found);
                    found.ifPresent(cell -> seen.add(row(cell)));
                }
            }
        }
        assertEquals(TradeTable.CELLS.size(), seen.size());
    }

    @Test
    void anEndedTradeHasNoRowAndEveryOtherStateHasAWayOut() {
        for (TradeState state : TradeState.values()) {
            long rows = TradeTable.CELLS.stream()
                    .filter(cell -> cell.state() == state)
                    .count();
            assertEquals(state.hasEnded(), rows == 0, state::label);
        }
    }

    /** The clock has a row exactly where a clock runs, the moderators where they have a list, the ledger where it posts. */
    @Test
    void whatAStateWaitsForHasARow() {
        for (TradeState state : TradeState.values()) {
            Set<TradeRole> roles = EnumSet.noneOf(TradeRole.class);
            TradeTable.CELLS.stream().filter(cell -> cell.state() == state).forEach(cell -> roles.add(cell.role()));
            assertEquals(state.waitsFor() == WaitsFor.CLOCK, roles.contains(TradeRole.CLOCK), state::label);
            assertEquals(state.waitsFor() == WaitsFor.LEDGER, roles.contains(TradeRole.LEDGER), state::label);
            assertEquals(state.waitsFor() == WaitsFor.MODERATORS, roles.contains(TradeRole.MODERATOR), state::label);
        }
    }

    @Test
    void theSellerOnlyReleasesAndTheClockReturnsNothingAfterPayment() {
        for (Cell cell : TradeTable.CELLS) {
            if (cell.settlement() != Settlement.NONE) {
                boolean isRight =
                        switch (cell.role()) {
                            case SELLER -> cell.settlement() == Settlement.RELEASE;
                            case BUYER -> cell.settlement() == Settlement.CANCEL;
                            case MODERATOR -> cell.settlement() == Settlement.DECISION;
                            case CLOCK ->
                                cell.settlement() == Settlement.EXPIRE && cell.state() == TradeState.AWAITING_PAYMENT;
                            case LEDGER -> false;
                        };
                assertTrue(isRight, () -> row(cell));
                assertEquals(TradeState.SETTLING, cell.next());
            }
        }
    }

    @Test
    void amountsOfAnEndComeFromTheEscrow() {
        Escrow escrow = new Escrow(1_000, 7);

        assertEquals(new EscrowSettlement(TradeState.RELEASED, 1_000, 7), EscrowSettlement.released(escrow));
        assertEquals(new EscrowSettlement(TradeState.EXPIRED, 0, 0), EscrowSettlement.returned(TradeState.EXPIRED));
        assertEquals(new EscrowSettlement(TradeState.SPLIT, 500, 3), EscrowSettlement.split(escrow, 500));
        Escrow huge = new Escrow(Long.MAX_VALUE, Long.MAX_VALUE / 2);
        assertEquals(
                new EscrowSettlement(TradeState.SPLIT, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2 - 1),
                EscrowSettlement.split(huge, Long.MAX_VALUE - 1));
        assertThrows(IllegalArgumentException.class, () -> EscrowSettlement.split(escrow, 1_000));
        assertThrows(IllegalArgumentException.class, () -> EscrowSettlement.split(escrow, 0));
    }

    @Test
    void aFloatingPriceStaysALong() {
        assertEquals(OptionalLong.of(101_000_000L), OfferPrice.floating(100_000_000L, 100));
        assertEquals(OptionalLong.of(50_000_000L), OfferPrice.floating(100_000_000L, -5_000));
        assertEquals(OptionalLong.empty(), OfferPrice.floating(Long.MAX_VALUE, 1));
        assertEquals(OptionalLong.empty(), OfferPrice.floating(0, 100));
    }

    /** Values of the Wilson interval at z = 1.96, by hand: 1 of 1 is 0.2065, 90 of 100 is 0.8256. */
    @Test
    void oneGoodTradeIsLittleEvidence() {
        assertEquals(0, Reliability.NONE.perMille());
        assertEquals(206, new Reliability(1, 1, 50).perMille());
        assertEquals(825, new Reliability(100, 90, 90).perMille());
        assertEquals(0, new Reliability(3, 0, 0).perMille());
    }
}
