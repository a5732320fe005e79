/** Routes of offers and trades between people, and the bodies of their answers. */
@NullMarked
package com.flowex.p2p.api;

import org.jspecify.annotations.NullMarked;
