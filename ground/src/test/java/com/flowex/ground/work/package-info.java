@NullMarked
package com.flowex.ground.work;

import org.jspecify.annotations.NullMarked;
