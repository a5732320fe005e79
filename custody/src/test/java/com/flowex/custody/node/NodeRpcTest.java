package com.flowex.custody.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeRpcTest {

    private final ScriptedNode node = new ScriptedNode();
    private final NodeRpc rpc = node.rpc(Duration.ofSeconds(30));

    @AfterEach
    void end() {
        rpc.close();
        node.close();
    }

    @Test
    void anAnswerIsItsResultAndNullIsOneToo() {
        node.report("height", "7").report("nothing", "null");
        assertEquals(7, rpc.call("height").intValue());
        assertTrue(rpc.call("nothing").isNull());
    }

    @Test
    void anErrorIsARefusalInTheNodesWords() {
        node.refuse("send", -26, "min relay fee not met");
        NodeRefusalException refusal = assertThrows(NodeRefusalException.class, () -> rpc.call("send"));
        assertEquals("min relay fee not met", refusal.why());
        assertFalse(refusal.isOfUnknownMethod());
        assertTrue(assertThrows(NodeRefusalException.class, () -> rpc.call("other"))
                .isOfUnknownMethod());
    }

    @Test
    void replyThatDoesNotMatchTheRequestIsRefused() {
        for (String wrong : List.of(
                "",
                "garbage",
                "[]",
                "7",
                "{}",
                "{\"id\":ID}",
                "{\"id\":999999,\"result\":1}",
                "{\"result\":1}",
                "{\"id\":ID,")) {
            node.reportWhole("height", wrong);
            assertThrows(ChainException.class, () -> rpc.call("height"), wrong);
        }
    }

    @Test
    void aNodeThatAnswersLateOrNotAtAllIsNotWaitedForForEver() {
        node.staySilent("height");
        try (NodeRpc impatient = node.rpc(Duration.ofMillis(300))) {
            assertThrows(ChainException.class, () -> impatient.call("height"));
        }
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() {
        node.flood("height");
        ChainException cut = assertThrows(ChainException.class, () -> rpc.call("height"));
        assertTrue(cut.toString().contains("longer than"), cut.toString());
    }

    @Test
    void unreachableNodeAndRefusedLoginAreReported() {
        node.report("height", "7");
        node.status(401);
        ChainException out = assertThrows(ChainException.class, () -> rpc.call("height"));
        assertFalse(out.toString().contains("secret"), out.toString());
        node.close();
        ChainException e = assertThrows(ChainException.class, () -> rpc.call("height"));
        assertFalse(e.toString().contains("secret"), e.toString());
    }

    @Test
    void aTipThatGoesBackIsNotBelieved() {
        TipTracker tips = new TipTracker("test");
        Block high = new Block(9, "a", "b", Instant.EPOCH);
        assertEquals(high, tips.checked(high));
        assertThrows(ChainException.class, () -> tips.checked(new Block(8, "c", "d", Instant.EPOCH)));
        assertEquals(high, tips.checked(high));
    }
}
