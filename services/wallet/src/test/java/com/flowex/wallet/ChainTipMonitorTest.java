package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Network;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.bitcoin.BitcoinScheme;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.wallet.app.oversight.ChainTipMonitor;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.Test;

/**
 * A node that answers with an old block causes no error and shows no deposit: only a comparison with the clock shows
 * it.
 */
class ChainTipMonitorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** A chain whose tip alone is asked for. */
    private record Tipped(Scheme scheme, Supplier<Block> last) implements Chain {

        static Tipped of(BitcoinNetwork kind, Supplier<Block> last) {
            Network network = new Network("bitcoin", "Bitcoin", 84, 0, 1, 1, false);
            return new Tipped(new BitcoinScheme(network, kind, new Coin("bitcoin", "BTC", Coin.NATIVE, 8)), last);
        }

        private static UnsupportedOperationException unexpectedCall() {
            return new UnsupportedOperationException("the tip is all that is looked at");
        }

        @Override
        public Block tip() {
            return last.get();
        }

        @Override
        public Optional<Block> block(long height) {
            throw unexpectedCall();
        }

        @Override
        public Optional<List<Receipt>> receipts(Block block) {
            throw unexpectedCall();
        }

        @Override
        public BigInteger balance(String address, Coin coin) {
            throw unexpectedCall();
        }

        @Override
        public BigInteger fee(Coin coin) {
            throw unexpectedCall();
        }

        @Override
        public Draft draft(PaymentOrder order) {
            throw unexpectedCall();
        }

        @Override
        public Draft outbid(Draft stuck, BigInteger feeMax) {
            throw unexpectedCall();
        }

        @Override
        public Draft cancel(Draft stuck, String own, BigInteger feeMax) {
            throw unexpectedCall();
        }

        @Override
        public BroadcastResult send(Signed signed) {
            throw unexpectedCall();
        }

        @Override
        public TransactionStatus status(Signed signed) {
            throw unexpectedCall();
        }

        @Override
        public void close() {}
    }

    private static ProbeResult seen(BitcoinNetwork kind, Supplier<Block> last) {
        Tipped chain = Tipped.of(kind, last);
        return new ChainTipMonitor(List.of(chain), () -> NOW).check(chain);
    }

    private static Block aged(Duration age) {
        return new Block(880_000, "a", "b", NOW.minus(age));
    }

    @Test
    void aNodeOfAMainNetKeepsUpWhileItsLastBlockIsYoung() {
        ProbeResult young = seen(BitcoinNetwork.MAINNET, () -> aged(Duration.ofHours(2)));
        assertEquals(Health.UP, young.state());
        assertEquals(Map.of("height", 880_000L, "tip_age_s", 7_200L), young.figures());

        ProbeResult old = seen(BitcoinNetwork.MAINNET, () -> aged(Duration.ofSeconds(7_201)));
        var behind = assertInstanceOf(Health.State.Degraded.class, old.state());
        assertTrue(behind.why().contains("does not keep up"), behind.why());

        assertEquals(
                Health.UP,
                seen(BitcoinNetwork.MAINNET, () -> aged(Duration.ofHours(-1))).state(),
                "blocks may claim a time that is still to come");
    }

    @Test
    void blockAgeIsNotCheckedOnARegtestChain() {
        assertEquals(
                Health.UP,
                seen(BitcoinNetwork.REGTEST, () -> aged(Duration.ofDays(9))).state());
    }

    @Test
    void nodeThatDoesNotAnswerIsReported() {
        ProbeResult none = seen(BitcoinNetwork.MAINNET, () -> {
            throw new ChainException("the node of bitcoin cannot be asked: it is down");
        });
        var silent = assertInstanceOf(Health.State.Degraded.class, none.state());
        assertTrue(silent.why().contains("it is down"), silent.why());
    }
}
