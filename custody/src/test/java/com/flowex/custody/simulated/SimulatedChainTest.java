package com.flowex.custody.simulated;

import com.flowex.custody.contract.ChainContract;
import com.flowex.custody.contract.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on the chain that only pretends: what the wallet learns from it has to be true of the others. */
class SimulatedChainTest extends ChainContract {

    @SuppressWarnings("NullAway.Init")
    private static SimulatedWorld world;

    @BeforeAll
    static void start() {
        world = new SimulatedWorld();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Override
    protected World world() {
        return world;
    }
}
