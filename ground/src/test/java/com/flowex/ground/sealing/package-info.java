/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.sealing;

import org.jspecify.annotations.NullMarked;
