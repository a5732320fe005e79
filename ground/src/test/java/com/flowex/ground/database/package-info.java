/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.database;

import org.jspecify.annotations.NullMarked;
