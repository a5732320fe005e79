/** Adapters between services: each gives one service what it needs of another, so that neither depends on the other. */
@NullMarked
package com.flowex.app.wiring.adapter;

import org.jspecify.annotations.NullMarked;
