package com.flowex.access.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.redis.Redis;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class SharedBudgetsTest {

    private static final Quota HUNDRED = new Quota(1, 100);

    @Test
    void twoProcessesShareOneBudget() throws IOException, InterruptedException {
        try (TestRedis server = TestRedis.start();
                Redis redis = Redis.open(server.settings(), true).orElseThrow()) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BudgetChild.class.getName(),
                            server.url(),
                            "200")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int here = BudgetChild.granted(redis, 60);
            String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child.waitFor());
            String last = printed.strip().lines().reduce((_, line) -> line).orElse("");

            // One more may flow in while this takes up to a minute.
            int total = here + Integer.parseInt(last);
            assertTrue(total == 100 || total == 101, here + " here and " + last + " there");
            assertEquals(60, here);
        }
    }

    @Test
    void eachProcessCountsAloneWhileRedisIsAway() {
        try (TestRedis server = TestRedis.start();
                Redis redis = Redis.open(server.settings(), true).orElseThrow();
                Budgets budgets = new SharedBudgets(redis, new LocalBudgets(10))) {
            assertEquals(99, budgets.draw("a", HUNDRED, 1).remaining());
            server.kill();

            Budgets.DrawResult drawn = budgets.draw("a", HUNDRED, 100);
            assertTrue(drawn.granted());
            assertFalse(budgets.draw("a", HUNDRED, 1).granted());

            server.startAgain();
            Await.until(() -> budgets.draw("a", HUNDRED, 1).granted());
        }
    }
}
