package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closes finding F8 for markets in the engine: a change of a market whose former state is gone is refused. */
class ReplaceInstrumentTest {

    private static final Instrument LISTED = market(1, 1, 0);

    private final Exchange exchange = new Exchange();

    private static Instrument market(int number, long tick, int fee) {
        InstrumentRules rules = new InstrumentRules(new Scale(2), tick, 1_000_000, 1, 1, 1_000_000, 0);
        FeeSchedule fees = FeeSchedule.flat(new FeeRates(fee, fee));
        return new Instrument(1, new InstrumentId(number), "GOLD-TIN", new AssetId(1), new AssetId(2), rules, fees);
    }

    private List<Object> answerTo(Command command) {
        Recorder recorder = new Recorder();
        exchange.apply(command, 1, recorder);
        return recorder.take();
    }

    @BeforeEach
    void list() {
        answerTo(new ListAsset(new Asset(1, new AssetId(1), "GOLD", new Scale(2), 1_000_000)));
        answerTo(new ListAsset(new Asset(1, new AssetId(2), "TIN", new Scale(2), 1_000_000)));
        answerTo(new ListInstrument(LISTED));
    }

    @Test
    void secondOfTwoConcurrentChangesIsRefused() {
        Instrument coarser = market(1, 5, 0);
        Instrument dearer = market(1, 1, 1_000);

        assertEquals(List.of(new InstrumentChanged(coarser)), answerTo(new ReplaceInstrument(LISTED, coarser)));
        assertEquals(
                List.of(new ListingRejected(1, RejectReason.INSTRUMENT_CHANGED)),
                answerTo(new ReplaceInstrument(LISTED, dearer)));

        Instrument both = market(1, 5, 1_000);
        assertEquals(List.of(new InstrumentChanged(both)), answerTo(new ReplaceInstrument(coarser, both)));
        assertEquals(List.of(), answerTo(new ReplaceInstrument(coarser, both)), "who observed no answer asks again");
    }

    @Test
    void theOtherRefusalsStay() {
        Instrument unknown = market(9, 5, 0);

        assertEquals(
                List.of(new ListingRejected(1, RejectReason.UNKNOWN_INSTRUMENT)),
                answerTo(new ReplaceInstrument(unknown, unknown)));
    }
}
