INSERT INTO a1 VALUES (1), (2); -- as they were
