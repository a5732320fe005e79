package com.flowex.custody.ethereum;

import com.flowex.custody.contract.ChainContract;
import com.flowex.custody.contract.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract, on a real node. */
@Tag("process")
class EthereumChainTest extends ChainContract {

    @SuppressWarnings("NullAway.Init")
    private static HardhatWorld world;

    @BeforeAll
    static void start() {
        world = new HardhatWorld();
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
