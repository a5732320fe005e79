package com.flowex.domain.command;

import com.flowex.domain.InstrumentId;

/**
 * Opens a halted market again. Resuming twice changes nothing.
 */
public record ResumeInstrument(int tenant, InstrumentId instrument) implements Command {}
