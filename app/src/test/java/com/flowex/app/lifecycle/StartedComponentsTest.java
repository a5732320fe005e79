package com.flowex.app.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedComponentsTest {

    private final List<String> stopped = new ArrayList<>();
    private final StartedComponents parts = new StartedComponents();

    private void part(String name) {
        parts.add(() -> stopped.add(name));
    }

    private void brokenPart(String name) {
        parts.add(() -> {
            throw new IllegalStateException(name);
        });
    }

    @Test
    void lastStartedComponentIsStoppedFirst() {
        part("database");
        part("services");
        part("http");

        parts.close();

        assertEquals(List.of("http", "services", "database"), stopped);
    }

    @Test
    void aPartThatFailsToStopKeepsNoOtherRunning() {
        part("database");
        brokenPart("services");
        brokenPart("demo");
        part("http");

        IllegalStateException first = assertThrows(IllegalStateException.class, parts::close);

        assertEquals("demo", first.getMessage());
        assertEquals("services", first.getSuppressed()[0].getMessage());
        assertEquals(List.of("http", "database"), stopped);
    }

    @Test
    void stoppingTwiceStopsOnce() {
        part("database");

        parts.close();
        parts.close();

        assertEquals(List.of("database"), stopped);
    }
}
