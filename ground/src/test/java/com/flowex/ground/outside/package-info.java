@NullMarked
package com.flowex.ground.outside;

import org.jspecify.annotations.NullMarked;
