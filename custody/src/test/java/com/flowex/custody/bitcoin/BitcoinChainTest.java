package com.flowex.custody.bitcoin;

import com.flowex.custody.contract.ChainContract;
import com.flowex.custody.contract.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract, on a real node. */
@Tag("process")
class BitcoinChainTest extends ChainContract {

    @SuppressWarnings("NullAway.Init")
    private static BcoinWorld world;

    @BeforeAll
    static void start() {
        world = new BcoinWorld();
    }

    @AfterAll
    static void end() {
        if (world != null) {
            world.close();
        }
    }

    @Override
    protected World world() {
        return world;
    }
}
