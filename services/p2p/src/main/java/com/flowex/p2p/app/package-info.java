/** Decisions on offers and trades between people. */
@NullMarked
package com.flowex.p2p.app;

import org.jspecify.annotations.NullMarked;
